namespace DirectedExecution.Cli.Commands.Servers;

/// <summary>How long a server or worker lives: until it is interrupted, its input ends, or it ends by itself.</summary>
internal static class Lifetime
{
    public static async Task UntilStoppedAsync(CommandContext context, bool stopsWithInput, Task itself)
    {
        var interrupted = Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        Task[] ends = stopsWithInput ? [interrupted, itself, InputEndAsync(context.Host.In)] : [interrupted, itself];
        var first = await Task.WhenAny(ends);
        if (first == itself)
        {
            await itself;
        }
    }

    private static async Task InputEndAsync(TextReader input)
    {
        // Console input blocks its thread whatever is called; it must not be this one.
        await Task.Run(() =>
        {
            while (input.ReadLine() is not null)
            {
            }
        });
    }
}
