using DirectedExecution.Worker.Configuration;

namespace Workflows.Tests.Worker;

public sealed class SettingsTests
{
    [Fact]
    public void File_OfTheRepository_IsRead()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, SettingsReader.DefaultFile)))
        {
            folder = folder.Parent!;
        }

        var settings = SettingsReader.Read(Path.Combine(folder.FullName, SettingsReader.DefaultFile), _ => null);

        Assert.Equal(new WorkerSettings() with { Executables = settings.Executables }, settings);
    }

    [Fact]
    public void AnnexAndIsolation_AreRead()
    {
        var settings = SettingsReader.FromText(
            """
            annexFile: kept/annex.db
            annexDatabase: { database: annex, user: keeper }
            isolation: { user: 998, group: 997, level: 1, programs: { dotnet: 2 }, processes: 64, memoryBytes: 1073741824 }
            """,
            "s.yaml");

        Assert.Equal(("kept/annex.db", "keeper"), (settings.AnnexFile, settings.AnnexDatabase!.User));
        var isolation = settings.ToolOptions().Isolation;
        Assert.Equal((998, 997, 1, 64, 1024), (isolation.User, isolation.Group, isolation.Level, isolation.Processes, isolation.OpenFiles));
        Assert.Equal(2, isolation.Programs["dotnet"]);
    }

    [Theory]
    [InlineData("isolation: 1", "must be a mapping")]
    [InlineData("isolation: { root: 1 }", "known are user, group, level")]
    [InlineData("isolation: { user: 0 }", "whole number above 0")]
    public void Isolation_ThatIsWrong_IsNamed(string text, string expected) => Assert.Contains(
        expected,
        Assert.Throws<SettingsException>(() => SettingsReader.FromText(text, "s.yaml")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Isolation_OfAProgramThatIsNotListed_IsRefused() => Assert.Contains(
        "not among the executables",
        Assert.Throws<SettingsException>(
            () => SettingsReader.FromText("isolation: { programs: { nowhere: 1 } }", "s.yaml").ToolOptions()).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Environment_WinsOverTheFile()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "address: one:1\ntaskQueue: from-file\n");

        var settings = SettingsReader.Read(path, name => name == "TEMPORAL_ADDRESS" ? "two:2" : null);

        Assert.Equal(("two:2", "from-file"), (settings.Address, settings.TaskQueue));
        File.Delete(path);
    }

    [Fact]
    public void Lists_OfWhatToolsMayTouch_AreRead()
    {
        var settings = SettingsReader.FromText(
            """
            hosts: [api.example, "127.0.0.1:7655"]
            variables: [BATCH]
            outputLimitBytes: 4096
            rowLimit: 5
            credentials:
              plain: env:PLAIN
              narrow: { from: file:/run/key, tools: [case], hosts: [api.example] }
            databases:
              lots: { host: db.example, database: lots, user: writer, credential: plain, tls: verifyCa, readOnly: true }
              orders: { file: orders.db }
            auditDatabase: { database: audit, user: keeper, port: 5433 }
            """,
            "s.yaml");

        Assert.Equal(["api.example", "127.0.0.1:7655"], settings.Hosts);
        Assert.Equal(("env:PLAIN", "file:/run/key"), (settings.Credentials!["plain"].From, settings.Credentials["narrow"].From));
        Assert.Equal(["case"], settings.Credentials["narrow"].Tools);
        Assert.Equal(
            new DirectedExecution.Activities.Tools.DatabaseOptions
            {
                Host = "db.example", Database = "lots", User = "writer", Credential = "plain", IsReadOnly = true,
                Tls = DirectedExecution.Activities.Tools.DatabaseTls.VerifyCa,
            },
            settings.Databases!["lots"]);
        Assert.Equal(("orders.db", 5433), (settings.Databases["orders"].File, settings.AuditDatabase!.Port));
    }

    [Theory]
    [InlineData("databases: { lots: { database: x } }", "s.yaml:1:20: The database 'databases.lots' needs 'file', or 'database' and 'user'.")]
    [InlineData("databases: { lots: { database: x, user: y, host: db.example, tls: off } }", "is beyond this machine and needs TLS")]
    [InlineData("databases: { lots: { database: x, user: y, tls: maybe } }", "must be off, verifyCa or verifyFull")]
    [InlineData("databases: { lots: { pasword: x } }", "'databases.lots.pasword' is not known")]
    [InlineData("credentials: { a: { tools: [http] } }", "needs 'from'")]
    [InlineData("hosts: api.example", "must be a list of texts")]
    [InlineData("rowLimit: 0", "must be a whole number above 0")]
    [InlineData("adress: a:1", "s.yaml:1:9: the setting 'adress' is not known")]
    [InlineData("namespace: 12", "s.yaml:1:12: the setting 'namespace' must be a text")]
    [InlineData("namespace: x\naddress: http://a", "s.yaml:2: the address must be host:port")]
    [InlineData("- a", "must be a mapping")]
    [InlineData("tls: maybe", "must be true or false")]
    [InlineData("logLevel: loud", "the log level must be one of")]
    [InlineData("searchAttributes: { DirectedLoad: Int }", "is no search attribute")]
    [InlineData("a: [", "s.yaml:")]
    [InlineData("a: 1\na: 2", "s.yaml:2:1")]
    public void File_WithABadValue_IsRefusedWithItsPlace(string text, string sentence)
    {
        var fault = Assert.Throws<SettingsException>(() => SettingsReader.FromText(text, "s.yaml"));

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_NotThere_IsRefused()
    {
        var fault = Assert.Throws<SettingsException>(() => SettingsReader.Read("missing.yaml", _ => null));

        Assert.Contains("missing.yaml", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Executable_WithARelativePath_IsRefused()
    {
        var settings = SettingsReader.FromText("executables: { tool: bin/tool }", "s.yaml") with
        {
            WorkingRoot = Path.GetTempPath(),
        };

        Assert.Contains("absolute path", Assert.Throws<SettingsException>(settings.ToolOptions).Message, StringComparison.Ordinal);
    }
}
