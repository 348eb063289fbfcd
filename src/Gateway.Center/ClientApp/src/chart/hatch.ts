/** A hatched pattern for what was not measured: visible on both themes and in print, and unlike any line. */
export function hatch(ink: string): unknown {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 10
  const pen = canvas.getContext('2d')
  if (!pen) return 'rgba(128,128,128,.25)'
  pen.strokeStyle = ink
  pen.globalAlpha = 0.4
  pen.lineWidth = 1
  pen.beginPath()
  for (const d of [-10, 0, 10]) {
    pen.moveTo(d, 10)
    pen.lineTo(d + 10, 0)
  }
  pen.stroke()
  return { image: canvas, repeat: 'repeat' }
}
