/** Beginnings of the kinds of entries, as the filter offers them: what is asked for often comes first. */
export const kinds = [
  'incident.', 'warning.', 'call.', 'report.', 'clock.', 'instruction.', 'consultation.', 'alarm.', 'county.',
  'danger.', 'prejudgement.', 'natural.', 'roster.', 'drill.', 'proof.', 'evidence.',
  'edge.', 'link.', 'command.', 'enrolment.', 'certificate.', 'identity.', 'site.',
  'account.', 'session.', 'address.', 'organisation.', 'unit.', 'person.', 'exchange.',
]
