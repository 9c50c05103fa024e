using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Api.Enums.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;

namespace Temporalio.Client;

/// <summary>Options of a client.</summary>
public class TemporalClientOptions : ICloneable
{
    /// <summary>Gets or sets the namespace. Default "default".</summary>
    public string Namespace { get; set; } = "default";

    /// <summary>Gets or sets the conversion of user data. Default <see cref="DataConverter.Default"/>.</summary>
    public DataConverter DataConverter { get; set; } = DataConverter.Default;

    /// <summary>Gets or sets the interceptors, outermost first. Default null: none.</summary>
    public IReadOnlyCollection<IClientInterceptor>? Interceptors { get; set; }

    /// <summary>Gets or sets the loggers of clients and workers. Default: no logging.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>
    /// Gets or sets when queries are refused, where the query itself does not say. Default null: never.
    /// </summary>
    public QueryRejectCondition? QueryRejectCondition { get; set; }

    /// <summary>Gets or sets the plugins. Default null: none.</summary>
    public IReadOnlyCollection<ITemporalClientPlugin>? Plugins { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
