using System.Diagnostics;
using System.Text.Json;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Worker.Configuration;

namespace Workflows.Tests.Support;

/// <summary>The incident example in a folder of its own: the failing service as a process, and the documents that fit it.</summary>
internal sealed class IncidentSite : IAsyncDisposable
{
    private static readonly string Example = Path.Combine(Checkout.Root, "examples", "incident-remediation");

    private readonly string url;
    private readonly string program;

    private IncidentSite(int port)
    {
        url = $"http://127.0.0.1:{port}";
        program = LinkToProgram();
    }

    /// <summary>Gets the working root of the tools.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("directed-incident-").FullName;

    private string Data => Path.Combine(Folder, "incident");

    public static async Task<IncidentSite> StartAsync()
    {
        var site = new IncidentSite(LoopbackPort.FindFree());
        await site.RunAsync("seed", "--data", site.Data);
        site.Launch("serve", "--data", site.Data, "--url", site.url);
        await Eventually.IsAsync(() => File.Exists(Path.Combine(site.Data, "service.pid")), "the service is up");
        return site;
    }

    /// <summary>Charter and procedure as they stand in the example, but for where this service is.</summary>
    public RunDocuments Documents()
    {
        var read = RunDocuments.Read(Source("charter.yaml"), Source("procedure.yaml"));
        Assert.True(read.Problems.IsEmpty, string.Join('\n', read.Problems));
        var charter = read.Value!.Charter;
        return read.Value with
        {
            Charter = charter with { Targets = charter.Targets.Replace(target => target.Id.Value == "order-service", Here) },
        };
    }

    /// <summary>What was really done, by kind.</summary>
    public async Task<IReadOnlyDictionary<string, long>> EffectsAsync()
    {
        var output = await RunAsync("effects", "--data", Data);
        return JsonSerializer.Deserialize<List<JsonElement>>(output)!
            .GroupBy(row => row.GetProperty("kind").GetString()!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(row => row.GetProperty("count").GetInt64()), StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        var pidFile = Path.Combine(Data, "service.pid");
        if (File.Exists(pidFile))
        {
            using var service = Process.GetProcessById(int.Parse(
                await File.ReadAllTextAsync(pidFile), System.Globalization.CultureInfo.InvariantCulture));
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private Target Here(Target target)
    {
        var properties = JsonSerializer.Deserialize<Dictionary<string, string>>(target.Properties.Text)!;
        properties["url"] = url;
        properties["program"] = program;
        return target with { Properties = JsonData.Of(properties) };
    }

    private static DocumentSource Source(string name)
    {
        var path = Path.Combine(Example, name);
        return new DocumentSource(name, YamlDocumentReader.Read(File.ReadAllText(path), name));
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private Process Launch(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Inside the folder where the system allows it: then no path of this machine gets into a recorded history.</summary>
    private string LinkToProgram()
    {
        const string Name = "IncidentService.dll";
        var output = Checkout.OutputOf("examples/incident-remediation/service");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(Folder, "service"), output);
            return Path.Combine("service", Name);
        }
        catch (IOException)
        {
            return Path.Combine(output, Name);
        }
    }
}
