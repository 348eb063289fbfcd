using Gateway.Pipeline.Security;
using Gateway.Testing.Peers;

namespace Gateway.Pipeline.Tests.Security;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OwnerOnlyTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folder_of_data_is_closed_to_others_when_it_is_made_and_at_each_start()
    {
        var folder = _folder.File("data");
        OwnerOnly.Folder(folder).ShouldBeFalse();
        File.GetUnixFileMode(folder).ShouldBe(Owner);

        File.SetUnixFileMode(folder, Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        OwnerOnly.Folder(folder).ShouldBeTrue("it stood open");
        File.GetUnixFileMode(folder).ShouldBe(Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute, "the group is the administrator's business");
    }

    [Fact]
    public void A_file_is_for_the_owner_from_its_first_byte_on_and_replaced_whole()
    {
        var file = _folder.File("key");
        File.WriteAllText(file, "former");
        File.SetUnixFileMode(file, Owner | UnixFileMode.OtherRead);
        OwnerOnly.IsOpen(file).ShouldBeTrue();

        OwnerOnly.Write(file, "new"u8);

        File.ReadAllText(file).ShouldBe("new");
        OwnerOnly.IsOpen(file).ShouldBeFalse();
        Directory.GetFiles(_folder.Path).ShouldHaveSingleItem("nothing is left beside it");
        Should.Throw<IOException>(() => OwnerOnly.Write(_folder.File("none/key"), "x"u8));
    }

    [Fact]
    public void A_new_file_is_the_owners_and_takes_the_place_of_none()
    {
        var file = _folder.File("copy");
        using (var stream = OwnerOnly.Create(file))
        {
            stream.Write("abc"u8);
            stream.Position = 0;
            stream.ReadByte().ShouldBe('a');
        }

        File.GetUnixFileMode(file).ShouldBe(OwnerOnly.FileRights);
        Should.Throw<IOException>(() => OwnerOnly.Create(file));
        File.ReadAllText(file).ShouldBe("abc");
    }

    [Fact]
    public void A_file_that_stood_open_can_be_closed()
    {
        var file = _folder.File("taken");
        File.WriteAllText(file, "");
        File.SetUnixFileMode(file, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        OwnerOnly.Restrict(file);

        File.GetUnixFileMode(file).ShouldBe(OwnerOnly.FileRights);
        Should.Throw<FileNotFoundException>(() => OwnerOnly.Restrict(_folder.File("none")));
    }
}
