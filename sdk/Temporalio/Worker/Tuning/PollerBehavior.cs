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
        /// <exception cref="ArgumentException">The number is negative. A worker wants more.</exception>
        public SimpleMaximum(int maximum) =>
            Maximum = maximum < 0 ? throw new ArgumentException("Maximum must be >= 0") : maximum;

        /// <summary>Gets the polls.</summary>
        public int Maximum { get; }
    }

    /// <summary>
    /// A number that follows the load, by the server's advice: it becomes smaller when polls bring nothing and the
    /// server gives advice at all, and larger when it says so and more polls do bring more tasks. Counted for each of
    /// the queues of a worker.
    /// </summary>
    public sealed class Autoscaling : PollerBehavior
    {
        /// <summary>Initializes a new instance of the <see cref="Autoscaling"/> class.</summary>
        /// <param name="minimum">Fewest polls.</param>
        /// <param name="maximum">Most polls.</param>
        /// <param name="initial">Polls at the beginning.</param>
        /// <exception cref="ArgumentException">A number is negative. A worker wants more of them.</exception>
        public Autoscaling(int minimum = 1, int maximum = 100, int initial = 5)
        {
            if (minimum < 0 || maximum < 0 || initial < 0)
            {
                throw new ArgumentException("Minimum, maximum, and initial must be >= 0");
            }

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
