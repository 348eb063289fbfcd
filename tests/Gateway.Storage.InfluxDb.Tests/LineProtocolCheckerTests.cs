using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Storage.InfluxDb.LineProtocol;
using Gateway.Storage.InfluxDb.Tests.Fakes;

namespace Gateway.Storage.InfluxDb.Tests;

public sealed class LineProtocolCheckerTests
{
    [Theory]
    [InlineData("m,t=a value=1.5,quality=192i 1767323045123456700")]
    [InlineData("m value=1e+20 1")]
    [InlineData("m value=-1.5E-07 -1")]
    [InlineData("m\\ n,t\\==\\, text=\"a \\\" b, c=d\" 1")]
    [InlineData("测点 值=1 1")]
    public void Accepts_a_right_line(string line) => Check(line).ShouldBeNull();

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" v=1 1", "measurement")]
    [InlineData("#m v=1 1", "comment")]
    [InlineData("m", "fields")]
    [InlineData("m,=a v=1 1", "tag")]
    [InlineData("m,t= v=1 1", "tag")]
    [InlineData("m,t v=1 1", "tag")]
    [InlineData("m,t=a\\ v=1 1", "fields")]
    [InlineData("m v= 1", "field value")]
    [InlineData("m v=NaN 1", "field value")]
    [InlineData("m v=Infinity 1", "field value")]
    [InlineData("m v=1e999 1", "field value")]
    [InlineData("m v=abc 1", "field value")]
    [InlineData("m v=1.5i 1", "field value")]
    [InlineData("m v=\"a 1", "field value")]
    [InlineData("m v=1", "time")]
    [InlineData("m v=1 1.5", "time")]
    [InlineData("m v=1 1 2", "time")]
    [InlineData("m v=1 9223372036854775807", "time")]
    [InlineData("m v=1 -9223372036854775808", "time")]
    [InlineData("m,t=a,t=b v=1 1", "twice")]
    [InlineData("m,t=a v=1,v=2 1", "twice")]
    [InlineData("m v=1\n1", "control")]
    public void Refuses_a_wrong_line_and_says_why(string line, string part) => Check(line).ShouldNotBeNull().ShouldContain(part);

    [Fact]
    public void Refuses_bytes_that_are_not_utf8() =>
        LineProtocolChecker.FindFault([(byte)'m', 0xFF, (byte)' ', (byte)'v', (byte)'=', (byte)'1', (byte)' ', (byte)'1']).ShouldNotBeNull();

    [Fact]
    public void Refuses_a_line_longer_than_a_server_reads() =>
        Check($"m text=\"{new string('x', LineProtocolChecker.MaxLineBytes)}\" 1").ShouldNotBeNull();

    [Fact]
    public void Never_fails_on_any_bytes() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        LineProtocolChecker.FindFault(bytes);
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_it_accepts_the_slow_parser_can_read() => Prop.ForAll(Damaged().ToArbitrary(), line =>
    {
        if (Check(line) is null)
        {
            SlowParser.Parse(line);
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static string? Check(string line) => LineProtocolChecker.FindFault(Encoding.UTF8.GetBytes(line));

    /// <summary>A right line with a few characters put in, taken out or changed.</summary>
    private static Gen<string> Damaged()
    {
        const string Right = "m,ta=a\\ b,tb=c value=1.5,q=192i,text=\"a \\\" b\" 17673";
        var edit = from at in Gen.Choose(0, Right.Length - 1)
                   from kind in Gen.Choose(0, 2)
                   from c in Gen.Elements(',', ' ', '=', '"', '\\', 'i', '1', 'e', '-', '.')
                   select (at, kind, c);
        return Gen.ListOf(edit).Select(edits => edits.Take(3).Aggregate(Right, (text, e) =>
        {
            var at = Math.Min(e.at, text.Length - 1);
            return e.kind == 0 ? text.Insert(at, e.c.ToString()) : e.kind == 1 ? text.Remove(at, 1) : text.Remove(at, 1).Insert(at, e.c.ToString());
        }));
    }
}
