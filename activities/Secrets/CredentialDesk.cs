using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Secrets;

/// <summary>Gives a call the secret that its step names, when this worker lets that tool have it there.</summary>
public static class CredentialDesk
{
    /// <returns>Null when the call names no credential.</returns>
    public static Secret? SecretFor(
        ISecretSource secrets, ToolOptions options, ToolRequest request, Uri? address = null)
    {
        if (request.Credential is not { } name)
        {
            return null;
        }

        if (options.Credentials is not { } known)
        {
            return secrets.Resolve(name);
        }

        if (!known.TryGetValue(name, out var grant))
        {
            throw NotAllowed($"The credential '{name}' is not on the list of this worker.");
        }

        if (grant.Tools is { } tools && !tools.Contains(request.Kind, StringComparer.Ordinal))
        {
            throw NotAllowed($"The credential '{name}' is not for the tool '{request.Kind}'.");
        }

        return grant.Hosts is { } hosts && (address is null || !HostList.Holds(hosts, address))
            ? throw NotAllowed($"The credential '{name}' may not go to {address?.Authority ?? "no host at all"}.")
            : secrets.Resolve(grant.From);
    }

    private static ToolRefusalException NotAllowed(string sentence) => new(ToolCodes.NotAllowed, sentence);
}
