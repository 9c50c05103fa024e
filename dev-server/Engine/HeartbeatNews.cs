namespace DirectedExecution.DevServer.Engine;

/// <summary>What the worker of an activity hears when it says that it is alive.</summary>
internal readonly record struct HeartbeatNews(bool MustStop, bool IsPaused, bool WasReset);
