using System.Text;

namespace Temporalio.Runtime.Prometheus;

/// <summary>All values of one metric.</summary>
internal interface IPrometheusFamily
{
    /// <summary>Gets its kind, as Prometheus names it.</summary>
    string Kind { get; }

    /// <summary>Writes it in the text format.</summary>
    void Write(StringBuilder text);
}
