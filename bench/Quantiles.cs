namespace DirectedExecution.Bench;

internal static class Quantiles
{
    /// <summary>The smallest value that so large a part of them does not exceed.</summary>
    public static double Of(IEnumerable<double> values, double quantile)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1];
    }
}
