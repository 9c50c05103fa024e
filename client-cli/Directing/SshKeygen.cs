using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Identity;

namespace DirectedExecution.Cli.Directing;

/// <summary>
/// Signs with the person's own SSH key by asking ssh-keygen: this program never reads a private key, and a passphrase,
/// an agent or its confirmation work as they do elsewhere.
/// </summary>
internal static class SshKeygen
{
    private const string Program = "ssh-keygen";
    private const string Variable = "DIRECTED_SIGN_KEY";

    public static async Task<Directive> SignAsync(
        CliHost host, string? key, Directive directive, CancellationToken cancellationToken)
    {
        var named = KeyOf(host, key) ?? throw new CliException(
            ExitCode.BadUsage,
            "noSignKey",
            $"{directive.Run}: the charter asks for signed directives, and no key is named",
            $"give --sign-key FILE, or set {Variable}");
        var signature = await SignAsync(host, named, directive.SignedText(), SshSignature.Namespace, cancellationToken);
        return directive with { Signature = signature };
    }

    /// <summary>The key that is named by the option or, without it, by the environment; null when none is.</summary>
    public static string? KeyOf(CliHost host, string? key)
    {
        var named = string.IsNullOrWhiteSpace(key) ? host.Variable(Variable) : key;
        return string.IsNullOrWhiteSpace(named) ? null : named;
    }

    /// <summary>Signs a text for one purpose.</summary>
    public static async Task<string> SignAsync(
        CliHost host, string named, string text, string purpose, CancellationToken cancellationToken)
    {
        var file = host.FullPath(named);
        if (!File.Exists(file))
        {
            throw new CliException(
                ExitCode.NotFound, "fileNotFound", $"{named}: there is no such file", "check the path");
        }

        var signature = await RunAsync(file, text, purpose, cancellationToken);
        return SshSignature.Read(signature, out var problem) is null ? throw Failed(file, problem) : signature;
    }

    private static async Task<string> RunAsync(
        string key, string text, string purpose, CancellationToken cancellationToken)
    {
        using var process = Start(key, purpose);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not wait for the text; its words say why.
        }

        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? (await output).ReplaceLineEndings("\n").TrimEnd('\n')
            : throw Failed(key, (await error).Trim().ReplaceLineEndings(" "));
    }

    private static Process Start(string key, string purpose)
    {
        var start = new ProcessStartInfo(Program, ["-Y", "sign", "-f", key, "-n", purpose])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{Program} could not be started.");
        }
        catch (Win32Exception missing)
        {
            throw new CliException(
                ExitCode.NotFound, "noSshKeygen", $"{Program} could not be started: {missing.Message}",
                "install OpenSSH 8.1 or later");
        }
    }

    private static CliException Failed(string key, string why) => new(
        ExitCode.BadInput, "notSigned", $"{Program} did not sign with {key}: {why}",
        "check that the key is readable, or that the agent holds it");
}
