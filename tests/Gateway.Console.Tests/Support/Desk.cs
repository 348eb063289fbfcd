using System.Collections.Concurrent;
using Gateway.Center.Tests.Support;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Support;

/// <summary>How a desk looks at the console.</summary>
internal sealed record Look(string Language = "zh", string Theme = "light", int Width = 1366, int Height = 768);

/// <summary>Somebody in front of the console: a browser profile with one page. Every error of the page's console is kept.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly County _county;

    private Desk(County county, IBrowserContext context, IPage page)
    {
        (_county, _context, Page) = (county, context, page);
        page.SetDefaultTimeout(45_000);
        page.Console += (_, message) => Note(message.Type, $"{message.Text} ({message.Location})");
        page.PageError += (_, error) => Errors.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>What the page's console said in error, breaches of the content security policy among it.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public static async Task<Desk> OpenAsync(ChromiumFixture chromium, County county, Look? look = null)
    {
        look ??= new Look();
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height }, ReducedMotion = ReducedMotion.Reduce, HasTouch = look.Width < 720,
        });
        await context.AddInitScriptAsync(
            $"if (!localStorage.getItem('center.lang')) {{ localStorage.setItem('center.lang', '{look.Language}'); localStorage.setItem('center.theme', '{look.Theme}') }}");
        var desk = new Desk(county, context, await context.NewPageAsync());
        await desk.GoAsync("/");
        return desk;
    }

    /// <summary>A desk where an account has signed in and the first page is live.</summary>
    public static async Task<Desk> SignedInAsync(ChromiumFixture chromium, County county, string account, Look? look = null)
    {
        var desk = await OpenAsync(chromium, county, look);
        await desk.SignInAsync(account);
        await desk.Is("connection", "data-state", "live");
        return desk;
    }

    public async Task SignInAsync(string account, string password = CountyPeople.Password)
    {
        await At("account").FillAsync(account);
        await At("password").FillAsync(password);
        await At("sign-in-submit").ClickAsync();
        await At("state-bar").WaitForAsync();
    }

    public Task GoAsync(string path) => Page.GotoAsync(_county.Center.Address + path);

    /// <summary>The part of the page with this test id; of an Element Plus field the control in it.</summary>
    public ILocator At(string id) => Page.GetByTestId(id);

    public ILocator At(string id, string attribute, string value) => Page.Locator($"[data-testid='{id}'][{attribute}='{value}']");

    /// <summary>Waits until a part has this value.</summary>
    public Task Is(string id, string attribute, string value) => At(id, attribute, value).First.WaitForAsync();

    /// <summary>Fills the dialog that asks for a reason or a remark, and confirms.</summary>
    public async Task ConfirmAsync(string text)
    {
        await At("reason-text").FillAsync(text);
        await At("reason-confirm").ClickAsync();
        await At("reason-dialog").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
    }

    /// <summary>Picks an option of a select.</summary>
    public async Task PickAsync(string id, string text)
    {
        await At(id).ClickAsync();
        await Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = text, Exact = true }).ClickAsync();
    }

    /// <summary>How many pixels the page is wider than the window; 0 = nothing has to be pushed sideways.</summary>
    public Task<int> OverhangAsync() => Page.EvaluateAsync<int>(
        "() => Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('main')].map(m => m.scrollWidth - m.clientWidth))");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    // Before the sign-in the page asks who is signed in; the browser writes the refusal into its console by itself.
    private void Note(string type, string text)
    {
        if (type == "error" && !(text.Contains("401", StringComparison.Ordinal) && text.Contains("/api/v1/session", StringComparison.Ordinal)))
        {
            Errors.Enqueue(text);
        }
    }
}
