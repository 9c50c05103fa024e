namespace Temporalio.Runtime;

/// <summary>Settings of the official SDK's native core, which this SDK does not have.</summary>
internal static class NativeOnly
{
    /// <summary>Throws if such a setting was set.</summary>
    public static void Refuse(object? value, string what)
    {
        if (value is not null)
        {
            throw new NotSupportedException($"{what} is not supported by this SDK, which has no native core");
        }
    }
}
