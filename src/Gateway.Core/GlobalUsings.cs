// The engine's step (what one reading or beat does) and the condition on a jump of the signal share their name; inside the engine the first is meant.
global using Step = Gateway.Core.Alarms.Engine.Step;
