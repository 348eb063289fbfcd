using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Gateway.Storage.InfluxDb.Tests")]
[assembly: InternalsVisibleTo("Gateway.Fuzz")]
