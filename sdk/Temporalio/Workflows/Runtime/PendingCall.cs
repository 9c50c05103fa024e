namespace Temporalio.Workflows.Runtime;

/// <summary>Something that workflow code asked for and waits for.</summary>
internal sealed class PendingCall<T>(IDisposable? tracked) : IDisposable
{
    private CancellationTokenRegistration registration;

    public TaskCompletionSource<T> Source { get; } = new();

    /// <summary>Calls back when the token is cancelled while this is pending.</summary>
    public void OnCancel(Action callback, CancellationToken token) => registration = token.Register(callback);

    public void Dispose()
    {
        registration.Dispose();
        tracked?.Dispose();
    }
}
