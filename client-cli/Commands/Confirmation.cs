namespace DirectedExecution.Cli.Commands;

/// <summary>Asks before something consequential, on a terminal; the safe answer is the default.</summary>
internal static class Confirmation
{
    public static void Ask(CommandContext context, string question)
    {
        if (!context.Host.InIsTerminal)
        {
            return;
        }

        context.Host.Error.Write($"{question} [y/N] ");
        if (context.Host.In.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new CliException(
                ExitCode.NotConfirmed, "notConfirmed", "not confirmed; nothing was sent", "answer y, or give --yes");
        }
    }
}
