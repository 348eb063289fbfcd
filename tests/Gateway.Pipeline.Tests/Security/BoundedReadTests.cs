using Gateway.Pipeline.Security;

namespace Gateway.Pipeline.Tests.Security;

public sealed class BoundedReadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    public async Task As_much_as_is_allowed_is_read_whole(int length)
    {
        var content = new byte[length];
        Random.Shared.NextBytes(content);
        using var read = await BoundedRead.AllAsync(new MemoryStream(content), length, CancellationToken.None);
        read.Position.ShouldBe(0);
        read.ToArray().ShouldBe(content);
    }

    [Fact]
    public async Task One_byte_more_is_refused_and_no_more_than_the_limit_is_taken_of_what_never_ends()
    {
        await Should.ThrowAsync<InvalidDataException>(() => BoundedRead.AllAsync(new MemoryStream(new byte[200_001]), 200_000, CancellationToken.None));
        var endless = new Endless();
        await Should.ThrowAsync<InvalidDataException>(() => BoundedRead.AllAsync(endless, 1 << 20, CancellationToken.None));
        endless.Given.ShouldBeLessThanOrEqualTo((1 << 20) + (64 * 1024));
    }

    [Fact]
    public async Task A_reading_that_is_called_off_ends()
    {
        using var off = new CancellationTokenSource();
        await off.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => BoundedRead.AllAsync(new Endless(), long.MaxValue, off.Token));
    }

    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
