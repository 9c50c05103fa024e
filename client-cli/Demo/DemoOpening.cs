using DirectedExecution.Cli.Commands;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Cli.Demo;

/// <summary>The example's charter and procedure, with the targets' addresses as they are on this machine now.</summary>
internal static class DemoOpening
{
    public static RunOpening Read(CliHost host, DemoFolder folder, IncidentSite site)
    {
        var opening = Read(host, DemoFolder.Example, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["url"] = site.Url,
            ["program"] = IncidentSite.Program,
        });
        File.WriteAllText(folder.CharterFile, JsonFile.Text(DocumentWriter.Write(opening.Charter)));
        File.WriteAllText(folder.ProcedureFile, JsonFile.Text(DocumentWriter.Write(opening.Procedure)));
        return opening;
    }

    /// <summary>Charter and procedure of an example, its targets' properties of these names replaced.</summary>
    public static RunOpening Read(CliHost host, string example, IReadOnlyDictionary<string, string> here)
    {
        var opening = OpeningFiles.Read(
            host, Path.Combine(example, "charter.yaml"), Path.Combine(example, "procedure.yaml"));
        return opening with
        {
            Charter = opening.Charter with
            {
                Targets = opening.Charter.Targets.Select(
                    target => target with { Properties = Here(target.Properties, here) }).ToValueList(),
            },
        };
    }

    private static JsonData Here(JsonData properties, IReadOnlyDictionary<string, string> here) =>
        JsonData.Of(properties.Element.EnumerateObject().ToDictionary(
            member => member.Name,
            member => here.TryGetValue(member.Name, out var value) ? JsonData.Of(value) : JsonData.From(member.Value),
            StringComparer.Ordinal));
}
