namespace Temporalio.Client.Limits;

/// <summary>What is measured; memos have a limit of their own, and come first.</summary>
internal enum PayloadKind
{
    /// <summary>The notes on a run.</summary>
    Memo,

    /// <summary>Everything else.</summary>
    Payloads,
}
