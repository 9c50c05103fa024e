using System.Diagnostics;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace Temporalio.Extensions.OpenTelemetry;

/// <summary>Exceptions on spans.</summary>
internal static class SpanErrors
{
    /// <summary>Records an exception; one that says itself that it is benign is no error of the span.</summary>
    public static void Record(Activity? activity, Exception exception)
    {
        if (exception is not ApplicationFailureException { Category: ApplicationErrorCategory.Benign })
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
        }

        activity?.AddException(exception);
    }

    /// <summary>Does work under a span, which records what it throws.</summary>
    public static async Task<T> GuardAsync<T>(Activity? activity, Func<Task<T>> work)
    {
        using (activity)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Record(activity, e);
                throw;
            }
        }
    }
}
