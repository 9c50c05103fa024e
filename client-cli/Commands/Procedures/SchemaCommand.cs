namespace DirectedExecution.Cli.Commands.Procedures;

/// <summary><c>procedure schema</c>, <c>charter schema</c>: the JSON Schema that editors complete by.</summary>
internal sealed class SchemaCommand(CliHost host, GlobalOptions global, string noun, string schema)
    : Verb(host, global, "schema", $"Print the JSON Schema of a {noun}, for editors.")
{
    protected override Task<ExitCode> RunAsync(CommandContext context)
    {
        using var json = System.Text.Json.JsonDocument.Parse(schema);
        context.Output.Data("schema", json.RootElement, _ => context.Host.Out.Write(schema));
        return Task.FromResult(ExitCode.Ok);
    }
}
