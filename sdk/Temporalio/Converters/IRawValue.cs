using Temporalio.Api.Common.V1;

namespace Temporalio.Converters;

/// <summary>A value that is not converted: as a parameter or result it is the payload itself.</summary>
public interface IRawValue
{
    /// <summary>Gets the payload, after the codec.</summary>
    Payload Payload { get; }
}
