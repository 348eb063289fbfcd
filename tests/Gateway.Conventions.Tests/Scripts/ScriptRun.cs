using System.Diagnostics;
using System.Runtime.Versioning;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Scripts;

/// <summary>
/// A copy of our scripts in an empty tree, run with stand-ins for the programs they call, so that a test can say what is
/// installed, who the user is, and how the tests ended.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class ScriptRun : IDisposable
{
    private static readonly string[] s_ordinary =
        ["bash", "env", "dirname", "basename", "sed", "grep", "tr", "cat", "head", "tail", "mkdir", "rm", "touch", "sleep", "timeout", "awk", "mktemp", "tee", "make"];

    private readonly string _root = Directory.CreateTempSubdirectory("gateway-scripts-").FullName;

    public ScriptRun()
    {
        var repository = Repository.OfThisTest();
        foreach (var file in repository.Files.Where(f => f.StartsWith("scripts/", StringComparison.Ordinal) || f is ".ci/run" or "Makefile" or "global.json"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, file))!);
            File.Copy(Path.Combine(repository.Root, file), Path.Combine(_root, file));
        }

        Directory.CreateDirectory(Path.Combine(_root, "fakes"));
        foreach (var program in s_ordinary)
        {
            var path = ((string[])["/usr/bin/", "/bin/"]).Select(d => d + program).FirstOrDefault(File.Exists);
            if (path is not null)
            {
                File.CreateSymbolicLink(Path.Combine(_root, "fakes", program), path);
            }
        }
    }

    /// <summary>Puts a program of ours in place of the real one.</summary>
    public ScriptRun Fake(string program, string body)
    {
        var path = Path.Combine(_root, "fakes", program);
        File.Delete(path);
        File.WriteAllText(path, "#!/bin/bash\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    public ScriptRun Folder(string relative)
    {
        Directory.CreateDirectory(Path.Combine(_root, relative));
        return this;
    }

    public string Read(string relative) => File.ReadAllText(Path.Combine(_root, relative));

    public bool Exists(string relative) => File.Exists(Path.Combine(_root, relative));

    /// <summary>Runs a script to its end, at most a minute.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string script)
    {
        var info = new ProcessStartInfo("/bin/bash") 
        {
            WorkingDirectory = _root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        info.ArgumentList.Add(Path.Combine(_root, script));
        info.Environment["PATH"] = Path.Combine(_root, "fakes");
        info.Environment["CONFIGURATION"] = "Release";
        info.Environment.Remove("PROJECTS");
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
