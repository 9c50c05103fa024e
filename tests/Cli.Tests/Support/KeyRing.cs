using System.Diagnostics;

namespace Cli.Tests.Support;

/// <summary>SSH keys of people, made by ssh-keygen in a folder, and the allowed-signers file that names them.</summary>
internal sealed class KeyRing(string folder)
{
    public const string File = "allowed_signers";

    public static bool IsPossible { get; } = Try("-?");

    public string PathOf(string person) => Path.Combine(folder, $"{person}.key");

    public string LineOf(string person) => $"{person} {System.IO.File.ReadAllText(PathOf(person) + ".pub").Trim()}\n";

    public KeyRing Make(params string[] people)
    {
        foreach (var person in people)
        {
            Assert.True(Try("-q", "-t", person == "ben" ? "ecdsa" : "ed25519", "-N", "", "-C", person, "-f", PathOf(person)));
            System.IO.File.AppendAllText(Path.Combine(folder, File), LineOf(person));
        }

        return this;
    }

    private static bool Try(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ssh-keygen", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 || arguments is ["-?"];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
