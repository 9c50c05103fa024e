namespace Temporalio.Converters;

/// <summary>Something that converts differently depending on what the data belongs to.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
public interface IWithSerializationContext<T>
{
    /// <summary>Makes a copy for a context, or returns itself when the context makes no difference.</summary>
    /// <param name="context">Context.</param>
    /// <returns>The copy.</returns>
    T WithSerializationContext(ISerializationContext context);
}
