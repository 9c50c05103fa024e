using DirectedExecution.Activities.Files;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Secrets;

/// <summary>Secrets from the worker's environment and from files that only the worker reads.</summary>
public sealed class SecretSource : ISecretSource
{
    private const string EnvironmentScheme = "env:";
    private const string FileScheme = "file:";

    public Secret Resolve(string reference)
    {
        var value = reference switch
        {
            _ when reference.StartsWith(EnvironmentScheme, StringComparison.Ordinal) =>
                Environment.GetEnvironmentVariable(reference[EnvironmentScheme.Length..]),
            _ when reference.StartsWith(FileScheme, StringComparison.Ordinal) => Read(reference[FileScheme.Length..]),
            _ => throw new ToolRefusalException(
                ToolCodes.CredentialMissing, $"The credential '{reference}' must begin with 'env:' or 'file:'."),
        };
        return string.IsNullOrWhiteSpace(value)
            ? throw new ToolRefusalException(
                ToolCodes.CredentialMissing, $"The worker has no credential '{reference}'.")
            : new Secret(value.Trim());
    }

    private static string? Read(string path)
    {
        try
        {
            return SafeFile.SmallText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
