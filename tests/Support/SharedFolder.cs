namespace Tests.Support;

/// <summary>The folder <c>shared</c> beside the repository; not everybody has it.</summary>
public static class SharedFolder
{
    /// <summary>Why tests that need it are skipped.</summary>
    public const string WhyMissing = "../shared is not there";

    /// <summary>Gets the folder; null when it is not there.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        var shared = System.IO.Path.GetFullPath(System.IO.Path.Combine(Checkout.Root, "..", "shared"));
        return Directory.Exists(shared) ? shared : null;
    }
}
