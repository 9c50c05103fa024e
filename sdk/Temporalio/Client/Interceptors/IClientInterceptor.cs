namespace Temporalio.Client.Interceptors;

/// <summary>Adds itself to the calls of a client. May also be a worker interceptor.</summary>
public interface IClientInterceptor
{
    /// <summary>Adds an interceptor in front of the next one.</summary>
    /// <param name="nextInterceptor">Next in the chain.</param>
    /// <returns>The new front; by default the next one itself.</returns>
    ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) => nextInterceptor;
}
