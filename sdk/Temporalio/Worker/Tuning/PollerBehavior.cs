namespace Temporalio.Worker.Tuning;

/// <summary>How many polls of a kind go on at once.</summary>
public abstract class PollerBehavior
{
    private PollerBehavior()
    {
    }

    /// <summary>A number that does not change.</summary>
    public sealed class SimpleMaximum : PollerBehavior
    {
        /// <summary>Initializes a new instance of the <see cref="SimpleMaximum"/> class.</summary>
        /// <param name="maximum">Polls.</param>
        public SimpleMaximum(int maximum) => Maximum = maximum;

        /// <summary>Gets the polls.</summary>
        public int Maximum { get; }
    }

    /// <summary>A number that follows the load. Not supported: a worker with it refuses to be made.</summary>
    public sealed class Autoscaling : PollerBehavior
    {
        /// <summary>Initializes a new instance of the <see cref="Autoscaling"/> class.</summary>
        /// <param name="minimum">Fewest polls.</param>
        /// <param name="maximum">Most polls.</param>
        /// <param name="initial">Polls at the beginning.</param>
        public Autoscaling(int minimum = 1, int maximum = 100, int initial = 5)
        {
            Minimum = minimum;
            Maximum = maximum;
            Initial = initial;
        }

        /// <summary>Gets the fewest polls.</summary>
        public int Minimum { get; }

        /// <summary>Gets the most polls.</summary>
        public int Maximum { get; }

        /// <summary>Gets the polls at the beginning.</summary>
        public int Initial { get; }
    }
}
