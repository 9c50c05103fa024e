using System.Diagnostics.Tracing;
using Temporalio.Exceptions;

namespace Temporalio.Workflows.Runtime;

/// <summary>
/// Notices when workflow code hands work to another scheduler or to a timer of the machine, by the events that the
/// framework raises on the thread that does it. One for the process; it listens only while somebody wants it to,
/// because each task of the process costs an event then.
/// </summary>
internal sealed class CallListener : EventListener
{
    private const string TasksSource = "System.Threading.Tasks.TplEventSource";
    private const EventKeywords TaskKeyword = (EventKeywords)0x2;

    // From a task that is scheduled to one that is waited for; the first value of each names its scheduler.
    private const int FirstTaskEvent = 7;
    private const int LastTaskEvent = 11;

    private const string FrameworkSource = "System.Diagnostics.Eventing.FrameworkEventSource";
    private const EventKeywords TransferKeyword = (EventKeywords)0x10;
    private const EventTask Transfer = (EventTask)3;

    private static readonly Lazy<CallListener> TheOne = new(static () => new());

    // Initialized before the base class's constructor, which tells of all sources that there are.
    private readonly Lock gate = new();
    private readonly Dictionary<string, EventSource> sources = [];
    private int listeners;

    /// <summary>Listens until the result is disposed of.</summary>
    public static IDisposable Listen()
    {
        TheOne.Value.Change(1);
        return new Listening();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is TasksSource or FrameworkSource)
        {
            lock (gate)
            {
                sources[eventSource.Name] = eventSource;
                if (listeners > 0)
                {
                    Enable(eventSource);
                }
            }
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // First of all, as this is asked for each task of the process.
        if (TaskScheduler.Current is not WorkflowScheduler { Instance: { Tracing.IsOn: true } instance } scheduler)
        {
            return;
        }

        if (Fault(eventData, scheduler.Id) is { } wrong)
        {
            // Remembered and not thrown: whoever writes events swallows what listeners throw.
            instance.FailTask(new InvalidWorkflowSchedulerException(wrong, Environment.StackTrace));
        }
    }

    private static string? Fault(EventWrittenEventArgs written, int scheduler) => written.EventSource.Name switch
    {
        FrameworkSource when written.Task == Transfer =>
            "Workflow attempted to perform a thread transfer task which is non-deterministic. " +
            "This can be caused by timers or other non-deterministic async calls.",
        TasksSource when written.EventId is >= FirstTaskEvent and <= LastTaskEvent &&
            written.Payload?[0] as int? != scheduler =>
            "Task during workflow run was not scheduled on workflow scheduler",
        _ => null,
    };

    private void Change(int by)
    {
        lock (gate)
        {
            var before = listeners;
            listeners += by;
            if (before > 0 && listeners > 0)
            {
                return;
            }

            foreach (var source in sources.Values)
            {
                if (listeners > 0)
                {
                    Enable(source);
                }
                else
                {
                    DisableEvents(source);
                }
            }
        }
    }

    private void Enable(EventSource source) => EnableEvents(
        source, EventLevel.Informational, source.Name == TasksSource ? TaskKeyword : TransferKeyword);

    private sealed class Listening : IDisposable
    {
        private int isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isDisposed, 1) == 0)
            {
                TheOne.Value.Change(-1);
            }
        }
    }
}
