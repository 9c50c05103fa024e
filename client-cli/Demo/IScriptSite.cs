namespace DirectedExecution.Cli.Demo;

/// <summary>What a scripted run acts on: it counts what was done to it, and things happen in it.</summary>
internal interface IScriptSite
{
    /// <summary>How many effects it counts under a key so far.</summary>
    Task<long> EffectsOfAsync(string key, CancellationToken cancellationToken);

    /// <summary>Lets something happen that no directive causes. False when it knows no such thing.</summary>
    Task<bool> TryHappenAsync(string happening, CancellationToken cancellationToken);
}
