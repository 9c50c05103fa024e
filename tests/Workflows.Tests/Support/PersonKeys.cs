using System.Diagnostics;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Runs;

namespace Workflows.Tests.Support;

/// <summary>An SSH key for each person, made and used by ssh-keygen.</summary>
internal sealed class PersonKeys
{
    private readonly string folder;

    private PersonKeys(string folder) => this.folder = folder;

    public static string? WhyMissing { get; } = FindReasonMissing();

    public AllowedSigners Signers { get; private set; } = AllowedSigners.Of(string.Empty);

    public static async Task<PersonKeys> MakeAsync(string folder, params string[] people)
    {
        var keys = new PersonKeys(folder);
        var lines = new List<string>();
        foreach (var person in people)
        {
            await RunAsync(string.Empty, "-q", "-t", "ed25519", "-N", string.Empty, "-C", person, "-f", keys.PathOf(person));
            lines.Add($"{person} {await File.ReadAllTextAsync(keys.PathOf(person) + ".pub")}");
        }

        keys.Signers = AllowedSigners.Of(string.Concat(lines));
        return keys;
    }

    public string PathOf(string person) => Path.Combine(folder, $"{person}.key");

    /// <summary>The directive as its run asks for it, signed by the person, who need not be its issuer.</summary>
    public async Task<Directive> SignAsync(string person, RunState state, Directive directive)
    {
        var named = directive with { Run = state.Run, Opening = state.Opening };
        var signature = await RunAsync(
            named.SignedText(), "-q", "-Y", "sign", "-f", PathOf(person), "-n", SshSignature.Namespace);
        return named with { Signature = signature.Trim() };
    }

    private static async Task<string> RunAsync(string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh-keygen", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    private static string? FindReasonMissing()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ssh-keygen", ["-?"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "ssh-keygen is not there";
        }
    }
}
