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
        var example = OpeningFiles.Read(
            host, Path.Combine(DemoFolder.Example, "charter.yaml"), Path.Combine(DemoFolder.Example, "procedure.yaml"));
        var charter = example.Charter with
        {
            Targets = example.Charter.Targets.Select(
                target => target with { Properties = Here(target.Properties, site) }).ToValueList(),
        };
        File.WriteAllText(folder.CharterFile, JsonFile.Text(DocumentWriter.Write(charter)));
        File.WriteAllText(folder.ProcedureFile, JsonFile.Text(DocumentWriter.Write(example.Procedure)));
        return example with { Charter = charter };
    }

    private static JsonData Here(JsonData properties, IncidentSite site)
    {
        var values = properties.Element.EnumerateObject().ToDictionary(
            member => member.Name, member => JsonData.From(member.Value), StringComparer.Ordinal);
        Replace(values, "url", site.Url);
        Replace(values, "program", IncidentSite.Program);
        return JsonData.Of(values);
    }

    private static void Replace(Dictionary<string, JsonData> values, string name, string value)
    {
        if (values.ContainsKey(name))
        {
            values[name] = JsonData.Of(value);
        }
    }
}
