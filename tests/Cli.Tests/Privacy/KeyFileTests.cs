using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Encryption;

namespace Cli.Tests.Privacy;

public sealed class KeyFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("keys-");

    [Fact]
    public async Task KeysNew_MakesAKeyForItsOwnerAlone_AndNeverTwice()
    {
        var file = Path.Combine(folder.FullName, "k1.key");

        var made = await CliRun.OfAsync("keys", "new", "--id", "k1", "--to", file);
        var again = await CliRun.OfAsync("keys", "new", "--id", "k1", "--to", file);

        Assert.True(made.Code == 0, made.Error);
        Assert.Equal((int)ExitCode.AlreadyExists, again.Code);
        Assert.DoesNotContain(PayloadKey.Parse(await File.ReadAllTextAsync(file)).Reveal()[^12..], made.Out, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task KeysNew_WithAnIdThatIsNone_IsRefused() => Assert.Equal(
        (int)ExitCode.BadUsage,
        (await CliRun.OfAsync("keys", "new", "--id", "a b", "--to", Path.Combine(folder.FullName, "k"))).Code);

    [Fact]
    public void Settings_NameKeysOfFilesAndVariables_AndTheEnvironmentWins()
    {
        var file = Write("k1");
        var settings = SettingsReader.FromText($"encryption: {{ key: k1, keys: {{ k1: 'file:{file}' }} }}", "s.yaml");
        var other = Write("k2");

        var rotated = SettingsReader.Read(
            WriteText("s.yaml", $"encryption: {{ key: k1, keys: {{ k1: 'file:{file}' }} }}"),
            name => name switch
            {
                "DIRECTED_ENCRYPTION_KEY" => "k2",
                "DIRECTED_ENCRYPTION_KEYS" => $"k1=file:{file} k2=file:{other}",
                _ => null,
            });

        Assert.Equal("k1", KeyringReader.Read(settings.Encryption).Sealing?.Id);
        Assert.Equal("k2", KeyringReader.Read(rotated.Encryption).Sealing?.Id);
        Assert.Equal(["k1", "k2"], KeyringReader.Read(rotated.Encryption).Ids);
        Assert.Null(KeyringReader.Read(null).Sealing);
    }

    [Theory]
    [InlineData("encryption: true", "must be a mapping")]
    [InlineData("encryption: { keys: { k1: AAAA } }", "file:PATH or env:NAME")]
    [InlineData("encryption: { key: k1, secret: x }", "known are key, keys")]
    [InlineData("encryption: { key: k1, keys: {} }", "must be a mapping of ids")]
    [InlineData("encryption: { key: k1, keys: { 'a b': 'file:x' } }", "is no id")]
    public void Settings_ThatAreWrong_AreNamed(string text, string expected) => Assert.Contains(
        expected,
        Assert.Throws<SettingsException>(() => SettingsReader.FromText(text, "s.yaml")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Keys_ThatCannotBeHad_StopTheStart()
    {
        var mine = Write("k1");
        var open = Write("k2");
        var text = WriteText("text", "no key at all");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            File.SetUnixFileMode(text, UnixFileMode.UserRead);
            Refused("k2", "k2", open, "chmod 600");
        }

        Refused("k1", "k1", Path.Combine(folder.FullName, "nowhere"), "cannot be had");
        Refused("k1", "k1", text, "it is no key of the form");
        Refused("k2", "k2", mine, "holds the key 'k1' instead");
        Refused("k9", "k1", mine, "lists no such key");
        Refused(null, "k1", mine, "names no key to encrypt with");
    }

    [Fact]
    public async Task Commands_WithoutTheirKey_AreBadInput()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DIRECTED_ENCRYPTION_KEY"] = "k1",
            ["DIRECTED_ENCRYPTION_KEYS"] = "k1=file:/nowhere/k1",
        };

        foreach (var args in new string[][] { ["run", "list"], ["worker", "run"], ["codec", "serve", "--anonymous"] })
        {
            var run = await CliRun.OfAsync(variables, args);
            Assert.Equal((int)ExitCode.BadInput, run.Code);
            Assert.Contains("'k1'", run.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void Refused(string? sealing, string id, string file, string why)
    {
        var settings = new EncryptionSettings
        {
            Key = sealing,
            Keys = new Dictionary<string, string>(StringComparer.Ordinal) { [id] = $"file:{file}" },
        };
        Assert.Contains(
            why, Assert.Throws<SettingsException>(() => KeyringReader.Read(settings)).Message, StringComparison.Ordinal);
    }

    private string Write(string id)
    {
        var file = WriteText($"{id}.key", PayloadKey.Create(id).Reveal());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return file;
    }

    private string WriteText(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
