# 群发

broadcast-nobody = 没有符合条件的群，请换一个范围。
broadcast-unknown = 没有找到这次群发，请核对编号。
