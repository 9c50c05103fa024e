namespace Temporalio.Workflows;

/// <summary>Where a command goes with the older, build-id based worker versioning.</summary>
public enum VersioningIntent
{
    /// <summary>Let the SDK choose: this worker's version on the same task queue, the default one elsewhere.</summary>
    Unspecified,

    /// <summary>A version compatible with this worker's.</summary>
    Compatible,

    /// <summary>The default version of the task queue.</summary>
    CurrentDefault,
}
