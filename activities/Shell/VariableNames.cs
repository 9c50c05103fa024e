using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Shell;

/// <summary>Which environment variables a step may set.</summary>
internal static class VariableNames
{
    /// <summary>By these a program is made to load other code than its own.</summary>
    private static readonly string[] Loaders =
    [
        "LD_", "DYLD_", "DOTNET_STARTUP_HOOKS", "DOTNET_ADDITIONAL_DEPS", "DOTNET_SHARED_STORE", "CORECLR_",
        "COR_", "BASH_ENV", "ENV", "PYTHONPATH", "PYTHONSTARTUP", "NODE_OPTIONS", "PERL5LIB", "PERL5OPT", "RUBYOPT",
        "JAVA_TOOL_OPTIONS", "GIT_SSH", "DIRECTED_",
    ];

    public static string Checked(ToolOptions options, string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0'))
        {
            throw new ToolRefusalException(ToolCodes.ParameterInvalid, $"'{name}' is no name of a variable.");
        }

        if (options.Variables is { } known && !known.Contains(name, StringComparer.Ordinal))
        {
            throw new ToolRefusalException(
                ToolCodes.NotAllowed, $"The variable '{name}' is not on the list of this worker.");
        }

        return options.Variables is null && IsLoader(name)
            ? throw new ToolRefusalException(
                ToolCodes.NotAllowed, $"The variable '{name}' makes programs load other code; it may not be set.")
            : name;
    }

    // A name that ends in an underscore stands for all that begin so.
    private static bool IsLoader(string name) => Loaders.Any(loader => loader.EndsWith('_')
        ? name.StartsWith(loader, StringComparison.OrdinalIgnoreCase)
        : string.Equals(name, loader, StringComparison.OrdinalIgnoreCase));
}
