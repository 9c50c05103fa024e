namespace Temporalio.Runtime;

/// <summary>A metric of a custom meter.</summary>
/// <typeparam name="T">Type of its values.</typeparam>
public interface ICustomMetric<T>
    where T : struct
{
}
