using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Dangers.Machine;

namespace Gateway.Center.Tests.Dangers;

public sealed class DangerMachineTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    internal static DangerCase Found(DangerGrade grade) =>
        new() { Grade = grade, Source = DangerSource.Inspection, Title = "t", Description = "d", FoundAt = s_start, FoundBy = "a" };

    /// <summary>Whole and partial plans, right and wrong steps, by few accounts and fewer people, so that collisions are common.</summary>
    internal static Gen<(DangerCommand Command, DangerActor Actor)> Steps()
    {
        var text = Gen.Elements<string?>(null, "", "x", "x", "x");
        var due = Gen.Elements<DateTimeOffset?>(null, s_start.AddDays(3), s_start.AddDays(60));
        var plan = from responsible in text
                   from measures in text
                   from funds in text
                   from at in due
                   from emergency in text
                   from takes in Gen.Elements<bool?>(null, true, false)
                   from interim in text
                   select (DangerCommand)new SetPlan(responsible, measures, funds, at, emergency, takes, interim, null);
        var sign = Gen.Elements(DangerParty.Supervisor, DangerParty.Expert, DangerParty.Enterprise).Select(party => (DangerCommand)new Sign(party, ""));
        var report = from to in Gen.Elements(ReportTo.Department, ReportTo.Employees)
                     from what in Gen.Elements(ReportWhat.Plan, ReportWhat.Result)
                     select (DangerCommand)new Report(to, what, "post");
        var full = Gen.Constant<DangerCommand>(new SetPlan("r", "m", "f", s_start.AddDays(60), "p", null, "i", null));
        var command = Gen.Frequency(
            (2, plan), (2, full), (3, Gen.Constant<DangerCommand>(new Start())), (3, Gen.Constant<DangerCommand>(new Submit("done"))), (6, sign), (6, report),
            (1, Gen.Constant<DangerCommand>(new Return("no"))), (2, Gen.Constant<DangerCommand>(new List("county", "county", s_start.AddDays(50)))),
            (3, Gen.Constant<DangerCommand>(new Delist())), (1, Gen.Constant<DangerCommand>(new Escalate("letter"))), (1, Gen.Constant<DangerCommand>(new Upgrade("graver"))),
            (1, Gen.Constant<DangerCommand>(new Review("seen", s_start.AddDays(30)))), (1, Gen.Elements<DangerCommand>(new Cancel("none"), new KeepOpen("it is"))));
        return from step in command
               from account in Gen.Elements("a", "b", "c", "d")
               from person in Gen.Elements<string?>(null, "p1", "p2", "p3")
               from day in Gen.Choose(0, 40)
               select (step, new DangerActor(account, person, account, s_start.AddDays(day)));
    }

    [Fact]
    public void No_history_closes_a_case_without_all_that_must_be_there()
    {
        var closed = 0;
        var cases = from grade in Gen.Elements(DangerGrade.General, DangerGrade.Major)
                    from steps in Steps().ListOf(60)
                    select (grade, steps);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(cases.ToArbitrary(), history =>
        {
            var at = Found(history.grade);
            foreach (var (command, actor) in history.steps)
            {
                var outcome = DangerMachine.Apply(at, command, actor);
                Holds(at, outcome, command);
                at = outcome.Case;
            }

            closed += at.State == DangerState.Closed ? 1 : 0;
        }));
        closed.ShouldBeGreaterThan(50, "the histories must reach closing often enough to say something");
    }

    private static void Holds(DangerCase before, DangerOutcome outcome, DangerCommand command)
    {
        var after = outcome.Case;
        if (outcome.Refusal is not null || before.IsOver)
        {
            after.ShouldBe(before);
            return;
        }

        if (after.State >= DangerState.Rectifying && after.State != DangerState.Cancelled)
        {
            after.HasFiveFields.ShouldBeTrue();
            (after.TakesTime && string.IsNullOrWhiteSpace(after.InterimMeasures)).ShouldBeFalse();
        }

        after.Signatures.Select(signature => signature.By).Distinct().Count().ShouldBe(after.Signatures.Count);
        var people = after.Signatures.Where(signature => signature.Person is not null).Select(signature => signature.Person).ToList();
        people.Distinct().Count().ShouldBe(people.Count);
        if (after.State == DangerState.Cancelled)
        {
            before.CancelRequest.ShouldNotBeNull();
            command.ShouldBeOfType<Cancel>();
        }

        if (after.State != DangerState.Closed)
        {
            return;
        }

        before.State.ShouldBeOneOf(DangerState.Submitted, DangerState.Confirmed);
        after.Signatures.ShouldContain(signature => signature.Party == DangerParty.Supervisor);
        if (after.Grade == DangerGrade.Major)
        {
            after.Signatures.Select(signature => signature.Party).Distinct().Count().ShouldBe(3);
            after.Listing!.DelistedAt.ShouldNotBeNull();
            after.Reports.Select(report => (report.To, report.What)).Distinct().Count().ShouldBe(4);
        }
    }

    [Fact]
    public void A_major_case_closes_by_the_last_thing_it_lacked()
    {
        var at = Run(Found(DangerGrade.Major), new SetPlan("r", "m", "f", s_start.AddDays(9), "p", true, "i", "equipment"), new List("county", "county", s_start.AddDays(8)), new Start(),
            new Report(ReportTo.Department, ReportWhat.Plan, "post"), new Report(ReportTo.Employees, ReportWhat.Plan, "board"), new Submit("done"));
        at = Apply(at, new Sign(DangerParty.Supervisor, ""), "s");
        at = Apply(at, new Sign(DangerParty.Expert, ""), "e");
        at = Apply(at, new Sign(DangerParty.Enterprise, ""), "c");
        at.State.ShouldBe(DangerState.Confirmed);
        at = Run(at, new Delist(), new Report(ReportTo.Department, ReportWhat.Result, "post"));
        at.State.ShouldBe(DangerState.Confirmed);
        Run(at, new Report(ReportTo.Employees, ReportWhat.Result, "board")).State.ShouldBe(DangerState.Closed);
    }

    [Fact]
    public void Two_accounts_of_one_person_are_one_party()
    {
        var at = Submitted();
        at = DangerMachine.Apply(at, new Sign(DangerParty.Supervisor, ""), new DangerActor("s", "p", "n", s_start)).Case;
        DangerMachine.Apply(at, new Sign(DangerParty.Expert, ""), new DangerActor("other", "p", "n", s_start)).Refusal.ShouldNotBeNull();
        DangerMachine.Apply(at, new Sign(DangerParty.Expert, ""), new DangerActor("s", null, "n", s_start)).Refusal.ShouldNotBeNull();
        DangerMachine.Apply(at, new Sign(DangerParty.Expert, ""), new DangerActor("other", "q", "n", s_start)).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Sending_back_voids_signatures_and_the_reports_of_the_result()
    {
        var at = Apply(Apply(Submitted(), new Sign(DangerParty.Expert, ""), "e"), new Report(ReportTo.Department, ReportWhat.Result, "post"), "x");
        at = Apply(at, new Return("not done"), "s");
        at.State.ShouldBe(DangerState.Rectifying);
        at.Signatures.ShouldBeEmpty();
        at.HasReport(ReportTo.Department, ReportWhat.Result).ShouldBeFalse();
        at.ReturnedBecause.ShouldBe("not done");
    }

    [Fact]
    public void What_takes_time_does_not_start_without_interim_measures()
    {
        var at = Run(Found(DangerGrade.General), new SetPlan("r", "m", "f", s_start.AddDays(9), "p", true, null, null));
        DangerMachine.Apply(at, new Start(), By("x")).Refusal.ShouldNotBeNull();
        Run(at, new SetPlan(null, null, null, null, null, null, "guards", null), new Start()).State.ShouldBe(DangerState.Rectifying);
    }

    [Fact]
    public void The_ladder_is_climbed_step_by_step_and_only_when_overdue()
    {
        var at = Run(Found(DangerGrade.General), new SetPlan("r", "m", "f", s_start.AddDays(1), "p", false, null, null));
        DangerMachine.Apply(at, new Escalate("letter"), By("s")).Refusal.ShouldNotBeNull();
        for (var step = 1; step <= 4; step++)
        {
            at = DangerMachine.Apply(at, new Escalate("step"), new DangerActor("s", null, "s", s_start.AddDays(2))).Case;
            at.Escalation.ShouldBe(step);
        }

        DangerMachine.Apply(at, new Escalate("more"), new DangerActor("s", null, "s", s_start.AddDays(2))).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void A_general_case_closes_with_the_supervisor_and_starts_over_when_it_turns_out_major()
    {
        var at = Run(Found(DangerGrade.General), new SetPlan("r", "m", "f", s_start.AddDays(1), "p", false, null, null), new Start(), new Submit("done"));
        Apply(at, new Sign(DangerParty.Supervisor, ""), "s").State.ShouldBe(DangerState.Closed);
        var major = Apply(at, new Upgrade("graver"), "s");
        major.State.ShouldBe(DangerState.Planned);
        DangerMachine.Apply(major, new Start(), By("x")).Refusal.ShouldNotBeNull();
    }

    private static DangerCase Submitted() => Run(
        Found(DangerGrade.Major), new SetPlan("r", "m", "f", s_start.AddDays(9), "p", true, "i", null), new List("county", "county", s_start.AddDays(8)), new Start(),
        new Report(ReportTo.Department, ReportWhat.Plan, "post"), new Report(ReportTo.Employees, ReportWhat.Plan, "board"), new Submit("done"));

    private static DangerActor By(string account) => new(account, null, account, s_start);

    private static DangerCase Run(DangerCase at, params DangerCommand[] commands) => commands.Aggregate(at, (now, command) => Apply(now, command, "x"));

    private static DangerCase Apply(DangerCase at, DangerCommand command, string account)
    {
        var outcome = DangerMachine.Apply(at, command, By(account));
        outcome.Refusal.ShouldBeNull();
        return outcome.Case;
    }
}
