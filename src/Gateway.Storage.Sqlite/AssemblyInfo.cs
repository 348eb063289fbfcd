using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Gateway.Storage.Sqlite.Tests")]
[assembly: InternalsVisibleTo("Gateway.Faults")]
[assembly: InternalsVisibleTo("Gateway.Faults.Tests")]
[assembly: InternalsVisibleTo("Gateway.Fuzz")]
