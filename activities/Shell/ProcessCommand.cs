using System.ComponentModel;
using System.Diagnostics;
using DirectedExecution.Activities.Isolation;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Shell;

/// <summary>
/// A program and its argument vector: never a command line, so there is nothing to interpolate. The program is one
/// from the allow-list, the environment is empty but for what is listed, the folder is inside the working root.
/// </summary>
internal sealed record ProcessCommand(
    string Executable,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Variables,
    int? Isolation = null)
{
    /// <summary>Programs that know the key can use it; it makes no opaque program repeatable.</summary>
    public const string KeyVariable = "DIRECTED_IDEMPOTENCY_KEY";

    private const string DefaultCredentialVariable = "DIRECTED_CREDENTIAL";

    /// <summary>The names that every tool which starts programs understands.</summary>
    public static readonly string[] Names =
        ["executable", "arguments", "workingDirectory", "environment", "credentialVariable", IsolationNeed.Parameter];

    /// <summary>Where a program keeps things of its user: of the worker's they are not.</summary>
    private static readonly string[] UserFolders = ["HOME", "TMPDIR", "TEMP", "TMP"];

    public static ProcessCommand Read(
        ToolParameters parameters,
        ToolRequest request,
        ToolOptions options,
        Secrets.Secret? secret,
        int highest = IsolationLadder.Highest)
    {
        var name = parameters.Text("executable");
        if (!options.Executables.TryGetValue(name, out var path)
            && !options.Executables.Values.Contains(name, StringComparer.Ordinal))
        {
            throw new ToolRefusalException(
                ToolCodes.NotAllowed, $"The executable '{name}' is not on the allow-list of this worker.");
        }

        var need = IsolationNeed.Of(parameters, options, path ?? name);
        if (need.Level > highest)
        {
            throw new ToolRefusalException(
                ToolCodes.IsolationMissing,
                $"The program needs isolation level {need.Level}; the tool '{request.Kind}' gives {highest} at most.");
        }

        var place = parameters.OptionalText("workingDirectory");
        var folder = place is null
            ? options.WorkingRoot
            : ToolPaths.Resolve(options, parameters, "workingDirectory", place);
        var variables = options.InheritedVariables
            .Select(variable => (Name: variable, Value: Environment.GetEnvironmentVariable(variable)))
            .Where(variable => variable.Value is not null)
            .ToDictionary(variable => variable.Name, variable => variable.Value!, StringComparer.Ordinal);
        foreach (var variable in UserFolders.Where(variable => need.Level > 0 && variables.ContainsKey(variable)))
        {
            variables[variable] = folder;
        }

        foreach (var (variable, value) in parameters.TextMap("environment"))
        {
            variables[VariableNames.Checked(options, variable)] = value;
        }

        variables[KeyVariable] = request.IdempotencyKey;
        if (secret is not null)
        {
            var variable = parameters.OptionalText("credentialVariable");
            variables[variable is null ? DefaultCredentialVariable : VariableNames.Checked(options, variable)] =
                secret.Reveal();
        }

        var vector = IsolationLadder.Vector(
            need, options.Isolation, folder, path ?? name, parameters.TextList("arguments"));
        return new ProcessCommand(
            vector[0], [.. vector.Skip(1)], folder, variables, need.Level > 0 ? need.Level : null);
    }

    /// <summary>The same with one more variable.</summary>
    public ProcessCommand With(string variable, string value) =>
        this with { Variables = new Dictionary<string, string>(Variables) { [variable] = value } };

    public ProcessStartInfo ToStartInfo()
    {
        var info = new ProcessStartInfo(Executable, Arguments)
        {
            WorkingDirectory = WorkingDirectory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in Variables)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    /// <summary>
    /// Starts it, standard input closed. A program that cannot be started has certainly done nothing.
    /// </summary>
    public Process Start()
    {
        try
        {
            var process = Process.Start(ToStartInfo())
                ?? throw new ToolRefusalException(ToolCodes.NotFound, $"The program '{Executable}' did not start.");
            process.StandardInput.Close();
            return process;
        }
        catch (Exception fault) when (fault is Win32Exception or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolRefusalException(
                ToolCodes.NotFound, $"The program '{Executable}' cannot be started: {fault.Message}");
        }
    }
}
