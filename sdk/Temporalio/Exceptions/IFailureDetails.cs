namespace Temporalio.Exceptions;

/// <summary>The details values of a failure.</summary>
public interface IFailureDetails
{
    /// <summary>Gets the number of values.</summary>
    int Count { get; }

    /// <summary>Gets one value.</summary>
    /// <typeparam name="T">Type to convert to.</typeparam>
    /// <param name="index">Place, from 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    T ElementAt<T>(int index);
}
