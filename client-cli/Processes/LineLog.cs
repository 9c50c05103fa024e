namespace DirectedExecution.Cli.Processes;

/// <summary>Lines as they come: written to a file, kept to be waited for.</summary>
internal sealed class LineLog(string path)
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private TaskCompletionSource changed = NewSignal();
    private bool complete;

    public string Path { get; } = path;

    public string? LastLine
    {
        get
        {
            lock (gate)
            {
                return lines.LastOrDefault(line => line.Length > 0);
            }
        }
    }

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Add(line);
            File.AppendAllText(Path, line + Environment.NewLine);
            Signal();
        }
    }

    /// <summary>No more lines will come.</summary>
    public void Complete()
    {
        lock (gate)
        {
            complete = true;
            Signal();
        }
    }

    /// <summary>The first line that the test accepts, or null when the last line has come without one.</summary>
    public async Task<string?> FirstAsync(Func<string, bool> accepts, CancellationToken cancellationToken)
    {
        var seen = 0;
        while (true)
        {
            Task next;
            lock (gate)
            {
                for (; seen < lines.Count; seen++)
                {
                    if (accepts(lines[seen]))
                    {
                        return lines[seen];
                    }
                }

                if (complete)
                {
                    return null;
                }

                next = changed.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        changed.TrySetResult();
        changed = NewSignal();
    }
}
