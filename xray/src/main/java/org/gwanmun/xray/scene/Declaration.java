package org.gwanmun.xray.scene;

import java.util.OptionalDouble;

/** What the sender declared (신고정보). Empty text where nothing was written. */
public record Declaration(String itemKo, String itemEn, OptionalDouble mass_g, OptionalDouble value_usd) {}
