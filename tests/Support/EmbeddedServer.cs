namespace Tests.Support;

/// <summary>This project's server as a program: built along, never referenced for it.</summary>
public static class EmbeddedServer
{
    /// <summary>Where the program is, to be run with <c>dotnet</c>.</summary>
    /// <exception cref="FileNotFoundException">It is not built in this configuration.</exception>
    public static string FindProgram()
    {
        var program = Path.Combine(Checkout.OutputOf("dev-server"), "DirectedExecution.DevServer.dll");
        return File.Exists(program)
            ? program
            : throw new FileNotFoundException("The embedded server is not built.", program);
    }
}
