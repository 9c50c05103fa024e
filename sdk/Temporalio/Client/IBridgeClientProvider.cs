using System.Runtime.InteropServices;

namespace Temporalio.Client;

/// <summary>Source compatibility with the official SDK, whose core is native. This SDK is managed throughout.</summary>
public interface IBridgeClientProvider
{
    /// <summary>Gets the native client: always null here.</summary>
    SafeHandle? BridgeClient { get; }
}
