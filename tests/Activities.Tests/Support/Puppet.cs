using System.Diagnostics;
using System.Globalization;

namespace Activities.Tests.Support;

/// <summary>The program that tests start: it behaves as badly as its first argument says.</summary>
internal static class Puppet
{
    public static readonly string Assembly = typeof(Puppet).Assembly.Location;

    public static int Main(string[] args) => args switch
    {
        ["say", var text, ..] => Say(text),
        ["arguments", ..] => Say(string.Join('|', args[1..])),
        ["variables"] => Say(string.Join('\n', Variables())),
        ["exit", var code] => int.Parse(code, CultureInfo.InvariantCulture),
        ["complain", var text] => Complain(text),
        ["read"] => Say(Console.In.ReadToEnd().Length.ToString(CultureInfo.InvariantCulture)),
        ["flood", var bytes] => Flood(int.Parse(bytes, CultureInfo.InvariantCulture)),
        ["hang", var pidFile] => Hang(pidFile),
        ["family", var pidFile] => Family(pidFile),
        ["serve", var pidFile, var journal] => Serve(pidFile, journal),
        ["bytes", var hex] => Bytes(hex),
        ["leave", var pidFile] => Leave(pidFile),
        ["sql", var database, var password, var port, var key, var statements] =>
            PuppetSql.Run(database, password, int.Parse(port, CultureInfo.InvariantCulture), key, statements),
        _ => 64,
    };

    private static int Say(string text)
    {
        Console.Out.WriteLine(text);
        return 0;
    }

    private static int Complain(string text)
    {
        Console.Error.WriteLine(text);
        return 7;
    }

    private static IEnumerable<string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal);

    private static int Flood(int bytes)
    {
        using var output = Console.OpenStandardOutput();
        var block = new byte[4096];
        Array.Fill(block, (byte)'x');
        for (var written = 0; written < bytes; written += block.Length)
        {
            output.Write(block);
        }

        return 0;
    }

    private static int Hang(string pidFile)
    {
        File.WriteAllText(pidFile + ".new", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        File.Move(pidFile + ".new", pidFile, overwrite: true);
        Forever();
        return 0;
    }

    /// <summary>Starts a child that hangs, says so, and hangs as well.</summary>
    private static int Family(string pidFile)
    {
        using var child = Process.Start(Environment.ProcessPath!, [Assembly, "hang", pidFile]);
        SpinWait.SpinUntil(() => File.Exists(pidFile));
        Console.Out.WriteLine("ready");
        Forever();
        return 0;
    }

    /// <summary>A service: one line in its journal for each start, with the key that it was started under.</summary>
    private static int Serve(string pidFile, string journal)
    {
        File.AppendAllText(journal, Environment.GetEnvironmentVariable("DIRECTED_IDEMPOTENCY_KEY") + "\n");
        return Hang(pidFile);
    }

    /// <summary>Puts out bytes that are no text.</summary>
    private static int Bytes(string hex)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Convert.FromHexString(hex));
        return 0;
    }

    /// <summary>Starts a child in a session of its own, without any pipe of ours, and ends well.</summary>
    private static int Leave(string pidFile)
    {
        using var child = Process.Start(new ProcessStartInfo(
            "/usr/bin/setsid", [Environment.ProcessPath!, Assembly, "hang", pidFile])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        SpinWait.SpinUntil(() => File.Exists(pidFile));
        return 0;
    }

    /// <summary>The puppet as a process of its own, not started by a tool.</summary>
    public static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Assembly, .. arguments]) { RedirectStandardOutput = true })!;

    private static void Forever()
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
