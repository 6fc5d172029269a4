/** Laws of the audit chain: whatever is changed in a stored chain is found, at the place where it was changed. */
@NullMarked
package org.gwanmun.core.audit;

import org.jspecify.annotations.NullMarked;
