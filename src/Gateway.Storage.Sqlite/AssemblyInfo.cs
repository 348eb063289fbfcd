using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Gateway.Storage.Sqlite.Tests")]
