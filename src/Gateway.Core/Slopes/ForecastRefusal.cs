using Gateway.Core.Measurements;

namespace Gateway.Core.Slopes;

/// <summary>Why there is no forecast of failure. The first that applies, in this order.</summary>
public enum ForecastRefusal : byte
{
    /// <summary>There is a forecast.</summary>
    None = 0,
    /// <summary>Not enough samples or velocities yet.</summary>
    TooFewPoints = 1,
    /// <summary>As few, because a step began the window anew.</summary>
    StepInWindow = 2,
    /// <summary>The two newest velocities are not both above three sigma.</summary>
    NotSignificant = 3,
    /// <summary>An older velocity of the fit is below 1.5 sigma or runs the other way.</summary>
    WeakVelocityInFit = 4,
    /// <summary>1/V does not fall, the curvature of the displacement is within noise, or the velocity is not above V0: steady creep.</summary>
    NotAccelerating = 5,
    /// <summary>R2 of the fit is too low.</summary>
    PoorFit = 6,
    /// <summary>The failure time lies in the past or beyond the horizon.</summary>
    BeyondHorizon = 7,
}

public static class ForecastRefusalText
{
    public static LocalizedText Describe(this ForecastRefusal refusal) => refusal switch
    {
        ForecastRefusal.TooFewPoints => new("数据点不足，不作预测", "no forecast: too few points"),
        ForecastRefusal.StepInWindow => new("位移突变后窗口重新开始，不作预测", "no forecast: the window began anew after a step"),
        ForecastRefusal.NotSignificant => new("速率未连续两次超过 3 倍标准差，不作预测", "no forecast: velocity not above 3 sigma twice in a row"),
        ForecastRefusal.WeakVelocityInFit => new("拟合中有速率低于 1.5 倍标准差或方向不一致，不作预测", "no forecast: a velocity of the fit is below 1.5 sigma or runs the other way"),
        ForecastRefusal.NotAccelerating => new("未见显著加速，不作预测", "no forecast: no significant acceleration"),
        ForecastRefusal.PoorFit => new("反速度拟合优度 R² 过低，不作预测", "no forecast: R2 of the inverse velocity is too low"),
        ForecastRefusal.BeyondHorizon => new("预测时间已过或超出预测期限，不作预测", "no forecast: the time found is past or beyond the horizon"),
        _ => new("预测有效", "forecast valid"),
    };
}
