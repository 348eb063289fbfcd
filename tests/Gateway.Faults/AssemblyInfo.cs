using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Gateway.Faults.Tests")]
