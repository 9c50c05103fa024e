namespace DirectedExecution.DevServer.Storage;

/// <summary>A store that is a file, and can be copied while it is in use.</summary>
internal interface IFileStore
{
    /// <summary>The file that holds everything.</summary>
    string File { get; }

    /// <summary>
    /// Makes durable what was applied, and writes a copy of it to a new file. On the thread of the store, which does
    /// nothing else meanwhile.
    /// </summary>
    /// <exception cref="BackupException">There is no copy; the store is as it was.</exception>
    void Backup(string target);
}
